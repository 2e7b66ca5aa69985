// PluginProtocolTests
