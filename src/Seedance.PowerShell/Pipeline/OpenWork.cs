namespace Seedance.PowerShell.Pipeline;

/// <summary>What a pipeline leaves on the service when it is stopped.</summary>
/// <param name="Jobs">The jobs whose work was not finished, in the order of their ids.</param>
/// <param name="UnknownSubmissions">How many requests were sent whose responses have not arrived.</param>
/// <param name="JobName">The name of the batch, if one was given.</param>
/// <param name="Destination">Where the videos were to be saved, if that was given to Save-SeedanceVideo.</param>
internal sealed record OpenWork(IReadOnlyList<SeedanceGeneration> Jobs, int UnknownSubmissions, string? JobName, string? Destination)
{
    public bool IsEmpty => Jobs.Count == 0 && UnknownSubmissions == 0;
}
