namespace Seedance;

/// <summary>Small files that are whole or not there at all: written under another name, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>The ending of a file that is still being written, or was when its process died.</summary>
    public const string DraftExtension = ".tmp";

    /// <summary>Makes or replaces the file.</summary>
    /// <param name="path">The file's path; its folder is made when it is not there.</param>
    /// <param name="content">All of it.</param>
    /// <param name="toDisk">Whether it has reached the disk before it has its name.</param>
    public static void Write(string path, byte[] content, bool toDisk = false) => Publish(path, content, toDisk, Replace);

    /// <summary>Makes the file, on disk, unless there is one of that name already.</summary>
    /// <param name="path">The file's path; its folder is made when it is not there.</param>
    /// <param name="content">All of it.</param>
    /// <param name="alone">Keeps others from doing the same: a rename looks first and replaces then. Held for the rename alone.</param>
    /// <returns>Whether it was made: of several that try, one is told so.</returns>
    public static bool TryCreate(string path, byte[] content, Func<IDisposable?> alone)
    {
        try
        {
            Publish(path, content, toDisk: true, (draft, name) =>
            {
                using var held = alone();
                File.Move(draft, name);
            });
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Takes away what a process that died while it wrote this file has left.</summary>
    public static void Sweep(string path)
    {
        foreach (var draft in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*" + DraftExtension).Where(draft => Path.GetFileName(draft).StartsWith(Path.GetFileName(path) + ".", StringComparison.Ordinal)))
        {
            File.Delete(draft);
        }
    }

    // No buffer beside the content, here and below: all of it is read or written at once.
    private const int NoBuffer = 1;

    /// <summary>Reads it, even while another process replaces it.</summary>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, NoBuffer);
        using var content = new MemoryStream((int)file.Length);
        file.CopyTo(content);
        return content.ToArray();
    }

    private static void Publish(string path, byte[] content, bool toDisk, Action<string, string> rename)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}{DraftExtension}";
        var file = OpenDraft(draft);
        try
        {
            using (file)
            {
                file.Write(content, 0, content.Length);
                file.Flush(toDisk);
            }

            rename(draft, path);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static FileStream OpenDraft(string draft)
    {
        try
        {
            return Open();
        }
        catch (Exception failure) when (failure is DirectoryNotFoundException or FileNotFoundException)
        {
            // Which of the two depends on whether another has made the folder meanwhile.
            Directory.CreateDirectory(Path.GetDirectoryName(draft)!);
            return Open();
        }

        FileStream Open() => new(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, NoBuffer);
    }

#if NET
    /// <summary>Gives a draft the file's name, in the place of what has it.</summary>
    public static void Replace(string draft, string path) => File.Move(draft, path, overwrite: true);
#else
    /// <summary>Gives a draft the file's name, in the place of what has it.</summary>
    public static void Replace(string draft, string path)
    {
        if (File.Exists(path))
        {
            File.Replace(draft, path, null);
        }
        else
        {
            File.Move(draft, path);
        }
    }
#endif
}
