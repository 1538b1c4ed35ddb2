namespace Seedance.Tests;

/// <summary>What .NET Framework's OperatingSystem does not have.</summary>
internal static class OperatingSystemExtensions
{
    extension(OperatingSystem)
    {
        // Where .NET Framework runs. Mono stands in for it elsewhere, and what differs there is skipped.
        public static bool IsWindows() => true;
    }
}
