namespace Seedance.Submission;

/// <summary>One input's place in the order of the inputs. Hashing takes its time, and equal inputs are still counted in their order: each run, in whichever process, gives the same input the same job.</summary>
/// <param name="inputs">The inputs of the run.</param>
/// <param name="previous">Ends when the input before has had its turn.</param>
internal sealed class InputTurn(NamedInputs inputs, Task previous) : IDisposable
{
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the input has its key, or will never need one.</summary>
    public Task End => _end.Task;

    /// <summary>Reads the input's local files, and gives it its key after the inputs before it have theirs.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">Its model.</param>
    /// <param name="jobName">The name.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<NamedInput> ReadAsync(SeedanceRequest request, VideoModel model, string jobName, CancellationToken cancellationToken)
    {
        var hashed = await request.WithMediaAsync(media => MediaUploads.HashAsync(media, cancellationToken));
        await previous.OrCanceledAsync(cancellationToken);
        var input = new NamedInput(inputs.NextKey(hashed, model, jobName), hashed);
        Dispose();
        return input;
    }

    /// <summary>Lets the next input have its turn.</summary>
    public void Dispose() => _end.TrySetResult(true);
}
