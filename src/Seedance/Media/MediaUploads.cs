namespace Seedance.Media;

/// <summary>Gives local files ids on the service. The same content is uploaded once for an account.</summary>
internal sealed class MediaUploads(UploadCache cache, MediaUploader uploader)
{
    /// <summary>The media with an id. Media that can be sent without an upload is returned as it is.</summary>
    /// <param name="media">The media.</param>
    /// <param name="force">Whether to upload content that the account has already; the new id replaces the old one.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<SeedanceMedia> GetOrUploadAsync(SeedanceMedia media, bool force, CancellationToken cancellationToken)
    {
        if (media.IsReady)
        {
            return media;
        }

        if (force)
        {
            return await UploadAsync(media, cancellationToken);
        }

        var hashed = await HashAsync(media, cancellationToken);
        while (true)
        {
            if (cache.Find(hashed.MediaKind, hashed.Sha256!) is { } id)
            {
                return hashed with { Id = id };
            }

            if (await cache.ShareAsync(hashed, () => FindOrUploadAsync(hashed, cancellationToken), cancellationToken) is { } uploaded)
            {
                return hashed with { Id = uploaded.Id, Sha256 = uploaded.Sha256 };
            }
        }
    }

    /// <summary>The media with a new id, after the service rejected its present one.</summary>
    public Task<SeedanceMedia> ReplaceAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        if (!CanReplace(media))
        {
            return Task.FromResult(media);
        }

        cache.Forget(media);
        return GetOrUploadAsync(media with { Id = null, Sha256 = null }, force: false, cancellationToken);
    }

    /// <summary>Whether the media is a local file that can be uploaded again.</summary>
    public static bool CanReplace(SeedanceMedia media) =>
        media is { Id: not null, Path: not null, Sha256: not null, MediaType: SeedanceMediaType.Uploaded } && File.Exists(media.Path);

    /// <summary>The media with the SHA-256 of its content.</summary>
    /// <exception cref="SeedanceException">The file can't be read.</exception>
    public static async Task<SeedanceMedia> HashAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        if (media.Path is not { } path || media.Sha256 is not null)
        {
            return media;
        }

        try
        {
            return media with { Sha256 = await ContentHash.ComputeFileAsync(path, cancellationToken) };
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingFileException(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
    }

    /// <summary>Another upload of the same content may have ended since the cache was read.</summary>
    private async Task<SeedanceMedia> FindOrUploadAsync(SeedanceMedia hashed, CancellationToken cancellationToken) =>
        cache.Find(hashed.MediaKind, hashed.Sha256!) is { } id ? hashed with { Id = id } : await UploadAsync(hashed, cancellationToken);

    private async Task<SeedanceMedia> UploadAsync(SeedanceMedia media, CancellationToken cancellationToken)
    {
        var uploaded = await uploader.UploadAsync(media, cancellationToken);
        cache.Store(uploaded);
        return uploaded;
    }
}
