// WaybillCommands
