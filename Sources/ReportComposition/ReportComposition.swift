// ReportComposition
