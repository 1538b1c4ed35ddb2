namespace Seedance.Downloads;

/// <summary>Finds the address of a generation's video. Such addresses expire and are renewed by reading the generation again.</summary>
internal sealed class VideoLocator(SeedanceConnection connection, LeonardoApi api)
{
    /// <summary>The generation with its video's address, as it is now.</summary>
    /// <exception cref="GenerationFailedException">It ended without a video.</exception>
    /// <exception cref="VideoNotReadyException">It has no video yet.</exception>
    public async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken)
    {
        var latest = generation.WithReading(await api.GetGenerationAsync(generation.Id, RetryPolicy.Idempotent, cancellationToken), connection);
        return latest.Status == GenerationStatus.Failed ? throw new GenerationFailedException(latest)
            : latest.IsReady ? latest
            : throw new VideoNotReadyException(latest);
    }
}
