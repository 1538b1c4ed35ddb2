namespace Seedance.Errors;

/// <summary>A submission was cancelled after its request was sent, and no response has arrived: the job may exist.</summary>
internal sealed class SubmissionCanceledException(SeedanceJob job, OperationCanceledException inner) : OperationCanceledException(inner.Message, inner, inner.CancellationToken)
{
    /// <summary>The submission's entry in the journal.</summary>
    public SeedanceJob Job { get; } = job;
}
