namespace Seedance.Files;

/// <summary>Small files that are either complete or absent: written under a temporary name, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>The extension of a file that is being written, or that a crashed process left behind.</summary>
    public const string TempExtension = ".tmp";

    // The content is read or written in one call, so a buffer would be a second copy.
    private const int NoBuffer = 1;

    /// <summary>Creates or replaces the file.</summary>
    /// <param name="path">The file's path. Its folder is created when it is missing.</param>
    /// <param name="content">The content.</param>
    /// <param name="durable">Whether the content and the name have reached the disk when this returns.</param>
    /// <param name="ownerOnly">Whether no other user can read it. Otherwise the umask decides.</param>
    public static void Write(string path, byte[] content, bool durable = false, bool ownerOnly = false) =>
        WriteAndRename(path, file => file.Write(content, 0, content.Length), durable, ownerOnly, overwrite: true);

    /// <summary>Creates or replaces a file whose content is written piece by piece.</summary>
    /// <param name="path">The file's path. Its folder is created when it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="overwrite">Whether a file of that name is replaced. Otherwise it is an IOException.</param>
    public static void Write(string path, Action<Stream> write, bool overwrite) => WriteAndRename(path, write, durable: false, ownerOnly: false, overwrite);

    /// <summary>Creates the file durably unless the name is taken. The caller holds a lock: a rename checks first and replaces then.</summary>
    /// <param name="path">The file's path. Its folder is created when it is missing.</param>
    /// <param name="content">The content.</param>
    /// <param name="ownerOnly">Whether no other user can read it. Otherwise the umask decides.</param>
    /// <returns>False when a file of that name exists.</returns>
    public static bool TryCreate(string path, byte[] content, bool ownerOnly = false)
    {
        if (File.Exists(path))
        {
            return false;
        }

        try
        {
            WriteAndRename(path, file => file.Write(content, 0, content.Length), durable: true, ownerOnly, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Deletes temporary files that a crashed process left while it wrote this file.</summary>
    public static void DeleteTempFiles(string path)
    {
        foreach (var tempFile in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*" + TempExtension))
        {
            if (Path.GetFileName(tempFile).StartsWith(Path.GetFileName(path) + ".", StringComparison.Ordinal))
            {
                File.Delete(tempFile);
            }
        }
    }

    /// <summary>Reads the file, even while another process replaces it.</summary>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, NoBuffer);
        using var content = new MemoryStream((int)file.Length);
        file.CopyTo(content);
        return content.ToArray();
    }

    private static void WriteAndRename(string path, Action<Stream> write, bool durable, bool ownerOnly, bool overwrite)
    {
        var tempFile = $"{path}.{Path.GetRandomFileName()}{TempExtension}";
        var file = CreateTempFile(tempFile, ownerOnly);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(durable);
            }

            Rename(tempFile, path, overwrite);
        }
        catch
        {
            File.Delete(tempFile);
            throw;
        }

        if (durable)
        {
            DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        }
    }

    private static FileStream CreateTempFile(string tempFile, bool ownerOnly)
    {
        try
        {
            return Open();
        }
        catch (Exception failure) when (failure is DirectoryNotFoundException or FileNotFoundException)
        {
            // Which of the two depends on whether another thread has just created the folder.
            CreateFolder();
            return Open();
        }

        FileStream Open() => ownerOnly
            ? OwnerOnly.Open(tempFile, FileMode.CreateNew, FileAccess.Write, FileShare.None)
            : new FileStream(tempFile, FileMode.CreateNew, FileAccess.Write, FileShare.None, NoBuffer);

        void CreateFolder()
        {
            var folder = Path.GetDirectoryName(tempFile)!;
            if (ownerOnly)
            {
                OwnerOnly.CreateFolder(folder);
            }
            else
            {
                Directory.CreateDirectory(folder);
            }
        }
    }

#if NET
    /// <summary>Renames a file, over another one only if that may be replaced.</summary>
    public static void Rename(string tempFile, string path, bool overwrite) => File.Move(tempFile, path, overwrite);
#else
    /// <summary>Renames a file, over another one only if that may be replaced.</summary>
    public static void Rename(string tempFile, string path, bool overwrite)
    {
        if (overwrite && File.Exists(path))
        {
            File.Replace(tempFile, path, null);
        }
        else
        {
            File.Move(tempFile, path);
        }
    }
#endif
}
