namespace Seedance;

/// <summary>How severe a fault is.</summary>
public enum FaultSeverity
{
    /// <summary>The service rejects it: nothing is sent.</summary>
    Error,

    /// <summary>The service may reject it: it is sent.</summary>
    Warning,
}
