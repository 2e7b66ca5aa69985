// PluginTransportTests
