namespace Seedance.PowerShell.Pipeline;

/// <summary>Something that the pipeline's thread is to run for work beside it.</summary>
internal sealed class PipelinePost(Action run)
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it was run.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Runs it. An exception goes to the awaiting work and to the caller.</summary>
    /// <param name="onFailed">Called before the awaiting work sees the exception.</param>
    public void Run(Action onFailed)
    {
        try
        {
            run();
            _completion.SetResult(true);
        }
        catch (Exception failure)
        {
            onFailed();
            _completion.SetException(failure);
            throw;
        }
    }

    public void Cancel() => _completion.TrySetCanceled();
}
