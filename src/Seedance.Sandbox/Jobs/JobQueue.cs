namespace Seedance.Sandbox.Jobs;

/// <summary>Gives each job the slot that becomes free first. All jobs take the same time, so both queues are in ascending order.</summary>
internal sealed class JobQueue(SandboxOptions options)
{
    private readonly Queue<DateTimeOffset> _slotsFreeAt = [];
    private readonly Queue<DateTimeOffset> _queuedUntil = [];

    private int Workers => options.Workers ?? options.ConcurrencySlots;

    public bool IsFull(DateTimeOffset now) => CountAfter(_queuedUntil, now) >= options.QueueLimit && CountAfter(_slotsFreeAt, now) >= Workers;

    /// <summary>Adds a job.</summary>
    /// <returns>When the job ends.</returns>
    public DateTimeOffset Add(DateTimeOffset now)
    {
        var start = now;
        if (CountAfter(_slotsFreeAt, now) >= Workers)
        {
            start = _slotsFreeAt.Dequeue();
            _queuedUntil.Enqueue(start);
        }

        var end = start + options.JobDuration;
        _slotsFreeAt.Enqueue(end);
        return end;
    }

    private static int CountAfter(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        while (times.Count > 0 && times.Peek() <= now)
        {
            times.Dequeue();
        }

        return times.Count;
    }
}
