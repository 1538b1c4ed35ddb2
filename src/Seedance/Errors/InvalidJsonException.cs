namespace Seedance;

/// <summary>The JSON is not the body of a create request.</summary>
public sealed class InvalidJsonException : SeedanceException
{
    internal InvalidJsonException(string message, Exception? inner = null) : base(message, inner) { }
}
