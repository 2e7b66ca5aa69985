// PluginKitTests
