// WaybillCommandsTests
