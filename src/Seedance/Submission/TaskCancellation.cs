namespace Seedance.Submission;

/// <summary>Waits for tasks that can't be canceled.</summary>
internal static class TaskCancellation
{
    /// <summary>Ends when the task does, or when the token is canceled.</summary>
    public static async Task OrCanceledAsync(this Task task, CancellationToken cancellationToken)
    {
        var canceled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => canceled.TrySetCanceled(cancellationToken)))
        {
            await await Task.WhenAny(task, canceled.Task);
        }
    }
}
