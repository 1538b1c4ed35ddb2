namespace Seedance.Files;

/// <summary>Files and folders that no other user of the machine can open, whatever the umask is. On Windows they have the permissions of the folder that they are in, which is the user's own by default.</summary>
internal static class OwnerOnly
{
#if NET
    private const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode All = ReadAndWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a folder, and those above it that are missing. One that exists keeps its permissions: the user may have chosen them.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // .NET creates the folders above with the permissions of the umask.
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            {
                CreateFolder(parent);
            }

            Directory.CreateDirectory(path, All);
        }
    }

    /// <summary>Opens a file, without a buffer. If it does not exist it is created.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, FileOptions options = FileOptions.None)
    {
        var open = new FileStreamOptions { Mode = mode, Access = access, Share = share, Options = options, BufferSize = 1 };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = ReadAndWrite;
        }

        return new FileStream(path, open);
    }
#else
    /// <summary>Windows alone runs this framework.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <summary>Windows alone runs this framework.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, FileOptions options = FileOptions.None) =>
        new(path, mode, access, share, 1, options);
#endif
}
