namespace Seedance.Costs;

/// <summary>What an account was really charged for its latest jobs: discounts and new prices show here first.</summary>
/// <param name="readLatest">The latest entries of its journal, oldest first.</param>
internal sealed class ChargedCosts(Func<IReadOnlyList<SeedanceJob>> readLatest)
{
    /// <summary>How many of the latest jobs count; of each kind too, so that a new price shows in a session that runs for weeks.</summary>
    public const int MaxJobs = 100;

    private readonly object _lock = new();
    private Dictionary<CostKind, Queue<decimal>>? _charges;

    /// <summary>The median charge in US dollars; null when no job of the kind was charged.</summary>
    public decimal? Find(CostKind? kind)
    {
        if (kind is null)
        {
            return null;
        }

        lock (_lock)
        {
            return Load().TryGetValue(kind, out var charges) ? MedianOf(charges) : null;
        }
    }

    /// <summary>A job was charged.</summary>
    public void Add(SeedanceJob job)
    {
        lock (_lock)
        {
            Add(Load(), job);
        }
    }

    private Dictionary<CostKind, Queue<decimal>> Load()
    {
        if (_charges is null)
        {
            _charges = [];
            foreach (var job in readLatest())
            {
                Add(_charges, job);
            }
        }

        return _charges;
    }

    private static void Add(Dictionary<CostKind, Queue<decimal>> charges, SeedanceJob job)
    {
        if (job.ChargedDollars is { } dollars && CostKind.Of(job) is { } kind)
        {
            if (!charges.TryGetValue(kind, out var ofKind))
            {
                charges[kind] = ofKind = new Queue<decimal>();
            }

            ofKind.Enqueue(dollars);
            if (ofKind.Count > MaxJobs)
            {
                ofKind.Dequeue();
            }
        }
    }

    private static decimal MedianOf(Queue<decimal> charges)
    {
        var sorted = charges.OrderBy(charge => charge).ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
