namespace Seedance.PowerShell.Batches;

/// <summary>What the jobs that a pipeline has submitted cost, as the service's responses say.</summary>
/// <param name="Dollars">The sum of what is known.</param>
/// <param name="Known">For how many jobs it is known.</param>
/// <param name="Unknown">For how many it is not.</param>
internal readonly record struct BatchCost(decimal Dollars, int Known, int Unknown)
{
    public BatchCost Add(SeedanceGeneration job) =>
        job is { Cost: { } cost, CostUnit: Generations.GenerationCost.Dollars } ? this with { Dollars = Dollars + cost, Known = Known + 1 } : this with { Unknown = Unknown + 1 };
}
