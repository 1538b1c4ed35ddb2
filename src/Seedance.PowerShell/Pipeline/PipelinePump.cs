using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace Seedance.PowerShell.Pipeline;

/// <summary>Runs async work beside a pipeline and lets it write on the pipeline's own thread, the only one that may.</summary>
/// <remarks>
/// Work posts closures, and <see cref="Pump"/> runs them on the pipeline's thread. What a closure throws (a downstream break,
/// -ErrorAction Stop, a stop) goes to the awaiting work and up the pipeline's stack, but only after all work has ended.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A stop may come after everything else has ended; a source without a timer holds nothing.")]
internal sealed class PipelinePump
{
    private readonly object _lock = new();
    private readonly Queue<PipelinePost> _posts = new();

    // Exists before any stop can come, and is never disposed of under a late stop.
    private readonly CancellationTokenSource _cancel = new();
    private ExceptionDispatchInfo? _failure;
    private int _active;
    private int _running;

    public PipelinePump() => _cancel.Token.Register(Wake);

    /// <summary>Cancelled when the work should end: by the user, or because the pipeline no longer needs it.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>How often <see cref="OnTick"/> is called while the pipeline waits.</summary>
    public static TimeSpan TickInterval { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Called on the pipeline's thread from time to time, for progress.</summary>
    public Action? OnTick { get; set; }

    /// <summary>How deep the pumps of the pipeline are nested.</summary>
    public PumpFrames Frames { get; set; } = new();

    /// <summary>Whether the user stopped it.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Called on the pipeline's thread when the outermost pump has ended by an exception, after its work and that of the inner ones has.</summary>
    public Action? OnFailed { get; set; }

    /// <summary>The user pressed Ctrl+C, or the like. Called from any thread; it only cancels.</summary>
    public void Stop()
    {
        IsStopped = true;
        _cancel.Cancel();
    }

    /// <summary>Starts work beside the pipeline, once fewer than <paramref name="limit"/> pieces are active.</summary>
    public void Start(int limit, Func<WorkItem, Task> work)
    {
        Pump(maxActive: limit - 1);
        lock (_lock)
        {
            _active++;
            _running++;
        }

        // On the thread pool there is no synchronization context to return to, so nothing below needs ConfigureAwait.
        ThreadPool.QueueUserWorkItem(_ => _ = RunAsync(work));
        Pump();
    }

    /// <summary>Pumps until all work has ended.</summary>
    public void Drain() => Pump(maxRunning: 0);

    /// <summary>Has the pipeline's thread run something. Called from any thread; the task ends when it was run.</summary>
    public Task PostAsync(Action run)
    {
        var post = new PipelinePost(run);
        lock (_lock)
        {
            _posts.Enqueue(post);
            Monitor.PulseAll(_lock);
        }

        return post.Completion;
    }

    /// <summary>Cancels all work and waits for its end. Nothing is written any more.</summary>
    public void CancelAndWait()
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

    /// <summary>Runs what is posted, and waits for more until no more work than that is active, and running.</summary>
    private void Pump(int maxActive = int.MaxValue, int maxRunning = int.MaxValue)
    {
        var succeeded = false;
        Frames.Depth++;
        try
        {
            while (Next(maxActive, maxRunning, out var post))
            {
                post?.Run(_cancel.Cancel);
                OnTick?.Invoke();
            }

            succeeded = true;
        }
        finally
        {
            Frames.Depth--;
            if (!succeeded)
            {
                CancelAndWait();
                if (Frames.Depth == 0)
                {
                    OnFailed?.Invoke();
                }
            }
        }
    }

    /// <summary>Takes the next post; null when it is only time for a tick.</summary>
    /// <returns>False when there is nothing to wait for.</returns>
    private bool Next(int maxActive, int maxRunning, out PipelinePost? post)
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

        bool IsDone() => _active <= maxActive && _running <= maxRunning;
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
            // The first one wins. What a post threw is already on its way up the pipeline.
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
            _active--;
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
}
