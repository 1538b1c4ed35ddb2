namespace Seedance.Tests;

/// <summary>What .NET Framework's tasks do not have.</summary>
internal static class TaskingExtensions
{
    extension(Task task)
    {
        public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;

        public Task WaitAsync(TimeSpan timeout) => task.WaitAsync(timeout, TimeProvider.System);
    }

    extension<T>(Task<T> task)
    {
        public Task<T> WaitAsync(TimeSpan timeout) => task.WaitAsync(timeout, TimeProvider.System);
    }

    extension(CancellationTokenSource source)
    {
        public Task CancelAsync() => Task.Run(source.Cancel);
    }

    extension(Parallel)
    {
        public static async Task ForAsync(int first, int end, ParallelOptions options, Func<int, CancellationToken, ValueTask> action)
        {
            Assert.True(end - first <= options.MaxDegreeOfParallelism);
            await Task.WhenAll(Enumerable.Range(first, end - first).Select(index => Task.Run(() => action(index, options.CancellationToken).AsTask())));
        }
    }
}
