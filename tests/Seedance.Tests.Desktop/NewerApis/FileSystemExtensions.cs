namespace Seedance.Tests;

/// <summary>What File and Directory of .NET Framework do not have.</summary>
internal static class FileSystemExtensions
{
    extension(Directory)
    {
        public static DirectoryInfo CreateTempSubdirectory(string prefix) => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{prefix}{Guid.NewGuid():N}"));
    }

    extension(File)
    {
        public static Task WriteAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            File.WriteAllBytes(path, bytes);
            return Task.CompletedTask;
        }

        public static void CreateSymbolicLink(string path, string target) => throw new PlatformNotSupportedException($"{path} would link to {target}");
    }
}
