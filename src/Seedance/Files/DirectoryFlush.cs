#if NET
using System.Runtime.InteropServices;
using System.Text;
#endif

namespace Seedance.Files;

/// <summary>Makes a rename durable: on Linux and macOS a new name survives a power loss only after its folder is flushed.</summary>
internal static class DirectoryFlush
{
#if NET
    /// <summary>Flushes the folder's entries to disk. NTFS journals renames by itself.</summary>
    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = NativeMethods.Open(Encoding.UTF8.GetBytes(folder + "\0"), flags: 0);
        if (descriptor < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        try
        {
            // Network file systems that cannot flush a folder say EINVAL; they make renames durable themselves.
            if (NativeMethods.Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != NativeMethods.InvalidArgument)
            {
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static class NativeMethods
    {
        /// <summary>EINVAL on Linux and macOS.</summary>
        public const int InvalidArgument = 22;

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Fsync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
#else
    /// <summary>Windows alone runs this framework, and NTFS journals renames by itself.</summary>
    public static void Flush(string folder) => _ = folder;
#endif
}
