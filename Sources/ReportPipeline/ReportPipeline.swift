// ReportPipeline
