using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace Seedance.PowerShell;

/// <summary>Runs async work beside a pipeline and lets it speak on the pipeline's own thread, the only one that may write.</summary>
/// <remarks>
/// Work posts closures; whoever stands in <see cref="Pump"/> runs them. What a closure throws (a downstream break,
/// -ErrorAction Stop, a stop) goes to the awaiting work and up the pipeline's stack, but only once all work has ended.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A stop may come after all else is over; a source without a timer holds nothing.")]
internal sealed class PipelinePump
{
    private readonly object _lock = new();
    private readonly Queue<Post> _posts = new();

    // Exists before any stop can come, and is never disposed under a stop that comes late.
    private readonly CancellationTokenSource _cancel = new();
    private ExceptionDispatchInfo? _failure;
    private bool _stopped;
    private int _inHand;
    private int _running;

    public PipelinePump() => _cancel.Token.Register(Wake);

    /// <summary>Cancelled when the work should end: by the user, or because the pipeline has no use for it any more.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>How often <see cref="Tick"/> is called while the pipeline waits.</summary>
    public static TimeSpan TickInterval { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Called on the pipeline's thread now and then, for progress.</summary>
    public Action? Tick { get; set; }

    /// <summary>Called on the pipeline's thread after a stop, once all work has ended.</summary>
    public Action? Stopped { get; set; }

    /// <summary>The user pressed Ctrl+C, or the like. From any thread; only cancels.</summary>
    public void Stop()
    {
        Volatile.Write(ref _stopped, true);
        _cancel.Cancel();
    }

    /// <summary>Starts work beside the pipeline, once fewer than <paramref name="limit"/> pieces are in hand.</summary>
    public void Start(int limit, Func<WorkItem, Task> work)
    {
        Pump(mostInHand: limit - 1);
        lock (_lock)
        {
            _inHand++;
            _running++;
        }

        // On the pool: no context of the host's to come back to, so nothing below needs ConfigureAwait.
        ThreadPool.QueueUserWorkItem(_ => _ = RunAsync(work));
        Pump();
    }

    /// <summary>Pumps until all work has ended.</summary>
    public void Finish() => Pump(mostRunning: 0);

    /// <summary>Has the pipeline's thread run something. From any thread; the task ends when it has been run.</summary>
    public Task PostAsync(Action write)
    {
        var post = new Post(write);
        lock (_lock)
        {
            _posts.Enqueue(post);
            Monitor.PulseAll(_lock);
        }

        return post.Done;
    }

    /// <summary>Cancels what still runs and waits for its end. Nothing is written any more.</summary>
    public void End()
    {
        _cancel.Cancel();
        lock (_lock)
        {
            while (true)
            {
                while (_posts.Count > 0)
                {
                    _posts.Dequeue().Cancel();
                }

                if (_running == 0)
                {
                    return;
                }

                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Runs what is posted, and waits for more until no more work is in hand, and running, than that.</summary>
    private void Pump(int mostInHand = int.MaxValue, int mostRunning = int.MaxValue)
    {
        var whole = false;
        try
        {
            while (Next(mostInHand, mostRunning, out var post))
            {
                post?.Run();
                Tick?.Invoke();
            }

            whole = true;
        }
        finally
        {
            if (!whole)
            {
                End();
                if (Volatile.Read(ref _stopped))
                {
                    Stopped?.Invoke();
                }
            }
        }
    }

    /// <summary>False when the pump may rest; else a post, or none when it is just time for a tick.</summary>
    private bool Next(int mostInHand, int mostRunning, out Post? post)
    {
        lock (_lock)
        {
            if (_posts.Count == 0 && !_cancel.IsCancellationRequested && !IsDone())
            {
                Monitor.Wait(_lock, TickInterval);
            }

            _failure?.Throw();
            if (_cancel.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            post = _posts.Count > 0 ? _posts.Dequeue() : null;
            return post is not null || !IsDone();
        }

        bool IsDone() => _inHand <= mostInHand && _running <= mostRunning;
    }

    private async Task RunAsync(Func<WorkItem, Task> work)
    {
        var item = new WorkItem(Release);
        try
        {
            await work(item);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            // The first one wins; what a post threw is on its way up the pipeline already.
            Fail(failure);
        }
        finally
        {
            item.Release();
            lock (_lock)
            {
                _running--;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private void Fail(Exception failure)
    {
        lock (_lock)
        {
            if (!_cancel.IsCancellationRequested)
            {
                _failure ??= ExceptionDispatchInfo.Capture(failure);
            }
        }

        _cancel.Cancel();
    }

    private void Release()
    {
        lock (_lock)
        {
            _inHand--;
            Monitor.PulseAll(_lock);
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Post(Action write)
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void Run()
        {
            try
            {
                write();
                _done.SetResult(true);
            }
            catch (Exception failure)
            {
                _done.SetException(failure);
                throw;
            }
        }

        public void Cancel() => _done.TrySetCanceled();
    }
}

/// <summary>One piece of work in hand.</summary>
internal sealed class WorkItem(Action release)
{
    private int _released;

    /// <summary>Makes room for the next input while this work goes on, such as waiting for a job.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            release();
        }
    }
}
