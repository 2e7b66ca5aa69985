// ReportPipelineTests
