// PluginTransport
