namespace Seedance;

/// <summary>An object that the cmdlet does not accept.</summary>
public sealed class UnsupportedInputException : SeedanceException
{
    internal UnsupportedInputException(string message, string? recommendation = null) : base(message) => Recommendation = recommendation;

    /// <summary>The recommended action; null for the general one.</summary>
    internal string? Recommendation { get; }
}
