namespace Seedance.Downloads;

/// <summary>Saves videos: downloads each under another name, and gives it its own only when it is complete, on disk and in the journal.</summary>
internal sealed class VideoSaver(SeedanceConnection connection, JobJournal journal, JobRecorder recorder, StorageTransport storage, VideoLocator locator, ClientOptions options)
{
    /// <summary>How often a saved video that another process has open is tried again.</summary>
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(0.25);

    private const int MaxPolls = 20;

    private readonly PosterSaver _posters = new(connection, storage, locator, options);

    /// <summary>Saves a video. One that was saved there before is returned as it is.</summary>
    /// <param name="generation">The generation. It is read first when its video's address is not known.</param>
    /// <param name="save">Where and how.</param>
    /// <param name="cancellationToken">The token to cancel the operation, which then leaves no file.</param>
    /// <exception cref="FileExistsException">Another file of that name exists.</exception>
    /// <exception cref="SaveFailedException">The disk did not accept the video.</exception>
    /// <exception cref="SeedanceException">The video could not be downloaded.</exception>
    public async Task<SeedanceGeneration> SaveAsync(SeedanceGeneration generation, SaveOptions save, CancellationToken cancellationToken)
    {
        var ready = generation.IsReady ? generation : await locator.ReadAsync(generation, cancellationToken);
        var path = save.PathOf(ready);
        var job = await recorder.UpdateAsync(ready, entry => entry.Status == JobStatus.Saved ? entry : entry with { PlannedPath = path });
        if (PartialFile.Exists(path) || !await IsSavedAsync(ready, path, save, cancellationToken))
        {
            await DownloadAsync(ready, path, job, save, cancellationToken);
        }

        if (save.Poster)
        {
            await _posters.SaveAsync(ready, path, job, save.Force, cancellationToken);
        }

        return ready with { Path = path };
    }

    private async Task DownloadAsync(SeedanceGeneration generation, string path, SeedanceJob? job, SaveOptions save, CancellationToken cancellationToken)
    {
        using var file = await PartialFile.OpenAsync(generation, path, connection.Clock, cancellationToken);
        var isRenamed = false;
        try
        {
            // Another process may have saved it while this one waited.
            if (await IsSavedAsync(generation, path, save, cancellationToken))
            {
                return;
            }

            ThrowIfExists(generation, path, save);

            // What a crashed process left may not have reached the disk, so it is not trusted.
            file.Restart();
            await new VideoDownloader(connection, storage, locator, options, generation, path, file).DownloadAsync(cancellationToken);
            var sha256 = await file.FlushAndHashAsync(cancellationToken);

            // Recorded before the file has its name: whoever finds it there later recognizes it as this job's.
            await recorder.UpdateAsync(generation, entry => entry with { Path = path, Sha256 = sha256 });
            ThrowIfExists(generation, path, save);
            file.Rename(save.Force);
            isRenamed = true;
            await FinishAsync(generation, path, job, sha256, save);
        }
        finally
        {
            if (!isRenamed)
            {
                TryDelete(file, path);
            }
        }
    }

    /// <summary>Whether the file there is this video, by the journal and by its content. What a crashed run left undone for it is done.</summary>
    private async Task<bool> IsSavedAsync(SeedanceGeneration generation, string path, SaveOptions save, CancellationToken cancellationToken)
    {
        try
        {
            if (save.Force || journal.Find(generation) is not { Sha256: { } sha256 } job || job.Path != path || !File.Exists(path)
                || await HashAsync(path, cancellationToken) != sha256)
            {
                return false;
            }

            if (job.Status != JobStatus.Saved)
            {
                await FinishAsync(generation, path, job, sha256, save);
            }

            return true;
        }
        catch (Exception failure) when (failure is JournalException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The hash of a saved video. The process that has just renamed it may not have closed it yet.</summary>
    private async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        for (var poll = 0; poll < MaxPolls && FileLock.IsHeldElsewhere(path); poll++)
        {
            await connection.Clock.Delay(_pollInterval, cancellationToken);
        }

        return await ContentHash.ComputeFileAsync(path, cancellationToken);
    }

    /// <summary>Writes the sidecar of a video that has its name, and records only then that nothing is left to do: a run that crashes in between is resumed.</summary>
    private async Task FinishAsync(SeedanceGeneration generation, string path, SeedanceJob? job, string sha256, SaveOptions save)
    {
        if (!save.NoSidecar)
        {
            WriteSidecar(generation, path, job, sha256, save.Force);
        }

        await recorder.UpdateAsync(generation, entry => entry.WithStatus(JobStatus.Saved));
    }

    private void WriteSidecar(SeedanceGeneration generation, string path, SeedanceJob? job, string sha256, bool force)
    {
        try
        {
            if (!force && VideoSidecar.IsNameTaken(path))
            {
                options.Warn?.Invoke(Messages.SidecarExists(VideoSidecar.PathOf(path)));
                return;
            }

            VideoSidecar.Write(path, generation, job, sha256);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            options.Warn?.Invoke(Messages.SidecarFailed(VideoSidecar.PathOf(path), failure));
        }
    }

    private static void ThrowIfExists(SeedanceGeneration generation, string path, SaveOptions save)
    {
        if (!save.Force && File.Exists(path))
        {
            throw new FileExistsException(path, generation);
        }
    }

    private void TryDelete(PartialFile file, string path)
    {
        try
        {
            file.Delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            options.Warn?.Invoke(Messages.PartialFileLeft(path + PartialFile.Extension, failure));
        }
    }
}
