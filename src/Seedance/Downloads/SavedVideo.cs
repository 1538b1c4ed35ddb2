namespace Seedance.Downloads;

/// <summary>Finds the video that an earlier run has saved for the same job.</summary>
internal static class SavedVideo
{
    /// <summary>The path of the video, in the destination if one is given; null when it is not there.</summary>
    /// <param name="generation">The job, as the journal knows it.</param>
    /// <param name="save">Where it is to be saved; null accepts any place.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public static async Task<string?> FindAsync(SeedanceGeneration generation, SaveOptions? save, CancellationToken cancellationToken)
    {
        if (generation.Path is not { } saved)
        {
            return null;
        }

        var path = save?.PathOf(generation) ?? saved;

        // The input may have had another position in the earlier run.
        if (path == saved || (save!.Template!.ContainsIndex && generation.Destination == save.Template.Destination))
        {
            return File.Exists(saved) ? saved : null;
        }

        return File.Exists(path) && await ContentHash.ComputeFileAsync(path, cancellationToken) == generation.Sha256 ? path : null;
    }
}
