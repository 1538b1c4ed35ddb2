namespace Seedance.Pwsh;

/// <summary>Where Linux keeps files in memory. Journals are flushed to the disk after each change, which tests wait for and prove nothing by.</summary>
public static class MemoryFolder
{
    /// <summary>The least that is free there; containers often have less.</summary>
    private const long MinFreeBytes = 1L << 30;

    /// <summary>The folder for temporary files of tests; null where there is none, or too little of it.</summary>
    public static string? Path { get; } = Find("/dev/shm");

    private static string? Find(string folder) => Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace >= MinFreeBytes ? folder : null;
}
