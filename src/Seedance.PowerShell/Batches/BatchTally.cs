namespace Seedance.PowerShell.Batches;

/// <summary>Follows the items of a pipeline through its cmdlets: what becomes of each is counted once. Called from any thread.</summary>
internal sealed class BatchTally
{
    private readonly object _lock = new();
    private readonly List<BatchItem> _items = [];
    private readonly Dictionary<string, BatchItem> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _phases = new int[4];
    private BatchCost _cost;
    private int _ended;

    public BatchCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new BatchCounts(_items.Count, _ended, _phases[(int)BatchPhase.Submitting], _phases[(int)BatchPhase.Rendering], _phases[(int)BatchPhase.Saving], _cost);
            }
        }
    }

    /// <summary>A cmdlet begins to work on an item: a new one, or the job that an earlier cmdlet has passed on.</summary>
    public BatchWork Begin(SeedanceGeneration? generation, BatchPhase phase)
    {
        lock (_lock)
        {
            var item = Find(generation);
            if (item.Begun > 0 && item.Working == 0)
            {
                _ended--;
            }

            if (item.Working++ > 0)
            {
                _phases[(int)item.Phase]--;
            }

            item.Phase = phase;
            _phases[(int)phase]++;
            return new BatchWork(this, item, ++item.Begun);
        }
    }

    /// <summary>An item ends without any work: its input could not be read, or it was skipped.</summary>
    public void Add(SeedanceGeneration? generation, BatchOutcome outcome) => Begin(generation, BatchPhase.Other).End(outcome);

    public void OnSubmitted(BatchItem item, SeedanceGeneration generation, bool isNew)
    {
        lock (_lock)
        {
            item.Generation = generation;
            _byId[generation.Id] = item;
            if (isNew)
            {
                _cost = _cost.Add(generation);
            }
        }
    }

    public void OnPhase(BatchItem item, BatchPhase phase)
    {
        lock (_lock)
        {
            if (item.Working > 0)
            {
                _phases[(int)item.Phase]--;
                _phases[(int)phase]++;
            }

            item.Phase = phase;
        }
    }

    public void End(BatchItem item, int number, BatchOutcome outcome)
    {
        lock (_lock)
        {
            if (number > item.LastEnded)
            {
                (item.LastEnded, item.Outcome) = (number, outcome);
            }

            if (--item.Working == 0)
            {
                _phases[(int)item.Phase]--;
                _ended++;
                if (item.Outcome is BatchOutcome.Saved or BatchOutcome.FailedForGood or BatchOutcome.FailedOnService)
                {
                    // Ten thousand items keep no generations that nobody resumes.
                    item.Generation = null;
                }
            }
        }
    }

    /// <summary>The jobs that are on the service.</summary>
    public IReadOnlyList<SeedanceGeneration> SnapshotRendering()
    {
        lock (_lock)
        {
            return [.. _items.Where(item => item is { Working: > 0, Phase: BatchPhase.Rendering, Generation: not null }).Select(item => item.Generation!)];
        }
    }

    /// <summary>How many items have ended in one of these ways.</summary>
    public int Count(params BatchOutcome[] outcomes)
    {
        lock (_lock)
        {
            return _items.Count(item => outcomes.Contains(item.FinalOutcome));
        }
    }

    /// <summary>How many items were not submitted, because the pipeline ended first.</summary>
    public int CountSkipped()
    {
        lock (_lock)
        {
            return _items.Count(item => item is { FinalOutcome: BatchOutcome.Unfinished, Generation: null });
        }
    }

    /// <summary>The jobs of items that have ended in one of these ways, in the order of their ids.</summary>
    public IReadOnlyList<SeedanceGeneration> SnapshotJobs(params BatchOutcome[] outcomes)
    {
        lock (_lock)
        {
            return [.. _items.Where(item => item.Generation is not null && outcomes.Contains(item.FinalOutcome)).Select(item => item.Generation!).OrderBy(job => job.Id, StringComparer.Ordinal)];
        }
    }

    private BatchItem Find(SeedanceGeneration? generation)
    {
        if (generation is not null && _byId.TryGetValue(generation.Id, out var known))
        {
            known.Generation ??= generation;
            return known;
        }

        var item = new BatchItem { Generation = generation };
        _items.Add(item);
        if (generation is not null)
        {
            _byId[generation.Id] = item;
        }

        return item;
    }
}
