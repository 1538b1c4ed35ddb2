namespace Seedance.PowerShell.Pipeline;

/// <summary>What a pipeline leaves to be resumed.</summary>
/// <param name="Jobs">The jobs whose work is not finished, in the order of their ids.</param>
/// <param name="UnknownSubmissions">How many requests were sent whose responses have not arrived.</param>
/// <param name="LostSubmissions">How many responses were lost whose jobs were not found.</param>
/// <param name="JobName">The name of the batch, if one was given.</param>
/// <param name="Destination">Where the videos were to be saved, if that was given to Save-SeedanceVideo.</param>
internal sealed record OpenWork(IReadOnlyList<SeedanceGeneration> Jobs, int UnknownSubmissions, int LostSubmissions, string? JobName, string? Destination)
{
    public bool IsEmpty => Jobs.Count == 0 && UnknownSubmissions == 0 && LostSubmissions == 0;
}
