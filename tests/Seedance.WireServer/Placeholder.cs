namespace Seedance.WireServer;

internal sealed class Placeholder;
