namespace Seedance.Host;

/// <summary>The host cannot start the script; the message says why and what to do.</summary>
internal sealed class StartException(string message) : Exception(message);
