namespace Seedance;

/// <summary>One thing wrong, or doubtful, with a draft.</summary>
public sealed record RequestFault
{
    /// <summary>The parameter at fault, as the cmdlets name it, such as <c>Duration</c>.</summary>
    public required string Parameter { get; init; }

    /// <summary>The value that was given.</summary>
    public object? Value { get; init; }

    /// <summary>Error for what the service refuses, Warning for what it may refuse.</summary>
    public FaultSeverity Severity { get; init; }

    /// <summary>What is wrong, with the value.</summary>
    public required string Message { get; init; }

    /// <summary>What is allowed.</summary>
    public required string Allowed { get; init; }

    /// <summary>How to mend it.</summary>
    public required string Remedy { get; init; }

    /// <summary>What is wrong and what is allowed.</summary>
    public override string ToString() => $"{Message} {Allowed}";
}

/// <summary>How bad a fault is.</summary>
public enum FaultSeverity
{
    /// <summary>The service refuses it: nothing is sent.</summary>
    Error,

    /// <summary>The service may refuse it: it is sent.</summary>
    Warning,
}
