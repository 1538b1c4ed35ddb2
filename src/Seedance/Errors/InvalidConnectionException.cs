namespace Seedance;

/// <summary>The connection's settings (API key or base address) can't be used. Raised before anything is sent.</summary>
public sealed class InvalidConnectionException : SeedanceException
{
    internal InvalidConnectionException(string message) : base(message) { }
}
