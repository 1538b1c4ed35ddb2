namespace Seedance.PowerShell.Batches;

/// <summary>What the jobs that a pipeline has submitted cost, as the service's responses say.</summary>
/// <param name="Dollars">The sum of what is known.</param>
/// <param name="Known">For how many jobs it is known.</param>
/// <param name="Unknown">For how many it is not.</param>
/// <param name="IsSimulated">Whether any of them is the sandbox's.</param>
internal readonly record struct BatchCost(decimal Dollars, int Known, int Unknown, bool IsSimulated)
{
    public BatchCost Add(SeedanceGeneration job) => job.Cost is { } cost
        ? this with { Dollars = Dollars + cost, Known = Known + 1, IsSimulated = IsSimulated || job.IsSimulated }
        : this with { Unknown = Unknown + 1 };
}
