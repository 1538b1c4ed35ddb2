namespace Seedance;

/// <summary>An object that the cmdlet does not accept.</summary>
public sealed class UnsupportedInputException : SeedanceException
{
    internal UnsupportedInputException(string message) : base(message) { }
}
