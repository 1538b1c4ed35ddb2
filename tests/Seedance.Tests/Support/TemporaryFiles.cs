using System.Runtime.CompilerServices;
using Seedance.Pwsh;

namespace Seedance.Tests;

internal static class TemporaryFiles
{
    /// <summary>Before the first test: Path.GetTempPath reads the variable each time.</summary>
    [ModuleInitializer]
    internal static void KeepInMemory()
    {
        if (MemoryFolder.Path is { } memory)
        {
            Environment.SetEnvironmentVariable("TMPDIR", memory);
        }
    }
}
