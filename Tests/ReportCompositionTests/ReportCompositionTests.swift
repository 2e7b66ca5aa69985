// ReportCompositionTests
