namespace Seedance.WireServer;

/// <summary>The requests that the server received.</summary>
internal sealed class RequestLog
{
    private readonly object _lock = new();
    private readonly List<WireRequest> _requests = [];
    private readonly List<(string MethodAndPath, TaskCompletionSource<WireRequest> Source)> _waiters = [];

    /// <summary>All requests in the order of their arrival.</summary>
    public IReadOnlyList<WireRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public void Add(WireRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var waiter in _waiters.Where(waiter => request.StartsWith(waiter.MethodAndPath)).ToList())
            {
                _waiters.Remove(waiter);
                waiter.Source.SetResult(request);
            }
        }
    }

    /// <summary>The first request that starts with a method and a path, whether or not it has arrived yet.</summary>
    public Task<WireRequest> WaitForAsync(string methodAndPath)
    {
        lock (_lock)
        {
            if (_requests.FirstOrDefault(request => request.StartsWith(methodAndPath)) is { } request)
            {
                return Task.FromResult(request);
            }

            var source = new TaskCompletionSource<WireRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((methodAndPath, source));
            return source.Task;
        }
    }
}
