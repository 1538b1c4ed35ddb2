namespace Seedance;

/// <summary>What jobs cost, as the journal knows it. Properties that the jobs were not grouped by are null.</summary>
public sealed record SeedanceUsage
{
    /// <summary>The local day on which the jobs were submitted.</summary>
    public DateTime? Day { get; init; }

    /// <summary>The name of their batch.</summary>
    public string? JobName { get; init; }

    /// <summary>The ID of their model.</summary>
    public string? Model { get; init; }

    /// <summary>The tier of their size, such as 720p.</summary>
    public string? Size { get; init; }

    /// <summary>How many jobs there are.</summary>
    public int Jobs { get; init; }

    /// <summary>How many of them failed on the service. Whether their cost is refunded is not known.</summary>
    public int Failed { get; init; }

    /// <summary>What they were charged in US dollars.</summary>
    public decimal Cost { get; init; }

    /// <summary>What they were charged in credits, where the service named credits. It is not part of <see cref="Cost"/>.</summary>
    public decimal Credits { get; init; }

    /// <summary>How many of them have no known cost: the service did not report it, or its response was lost.</summary>
    public int CostUnknown { get; init; }

    /// <summary>Whether they are jobs of the sandbox, whose cost is simulated. They are never summed together with others.</summary>
    public bool IsSimulated { get; init; }
}
