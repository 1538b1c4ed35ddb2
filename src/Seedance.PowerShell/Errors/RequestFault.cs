using System.Collections;

namespace Seedance;

/// <summary>One thing wrong, or doubtful, with a request.</summary>
public sealed record RequestFault
{
    /// <summary>The parameter, such as <c>Duration</c>.</summary>
    public required string Parameter { get; init; }

    /// <summary>The value that was given; several values as text.</summary>
    public object? Value { get; init => field = value is IList ? PowerShell.Inputs.Value.Describe(value) : value; }

    /// <summary>Error for what the service rejects, Warning for what it may reject.</summary>
    public string Severity => IsWarning ? "Warning" : "Error";

    /// <summary>What is wrong, with the value.</summary>
    public required string Message { get; init; }

    /// <summary>What is allowed; empty when the message says it.</summary>
    public required string Allowed { get; init; }

    /// <summary>How to fix it.</summary>
    public required string Suggestion { get; init; }

    internal bool IsWarning { get; init; }

    /// <summary>What is wrong and what is allowed.</summary>
    public override string ToString() => Allowed.Length == 0 ? Message : $"{Message} {Allowed}";
}
