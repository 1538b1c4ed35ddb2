namespace Seedance.PowerShell.Batches;

/// <summary>The work of one cmdlet on one item.</summary>
/// <param name="tally">What counts it.</param>
/// <param name="item">The item.</param>
/// <param name="number">Its position among the cmdlets that work on the item.</param>
internal sealed class BatchWork(BatchTally tally, BatchItem item, int number)
{
    /// <summary>The job of the item is known.</summary>
    /// <param name="generation">The job.</param>
    /// <param name="isNew">Whether it was submitted, and paid, by this pipeline.</param>
    public void OnSubmitted(SeedanceGeneration generation, bool isNew) => tally.OnSubmitted(item, generation, isNew);

    public void OnPhase(BatchPhase phase) => tally.OnPhase(item, phase);

    public void End(BatchOutcome outcome) => tally.End(item, number, outcome);
}
