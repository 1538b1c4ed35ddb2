using System.Runtime.CompilerServices;

namespace Seedance.Tests;

/// <summary>What the module remembers between runs is not the user's while tests run.</summary>
internal static class TestHome
{
    [ModuleInitializer]
    internal static void Use() =>
        Environment.SetEnvironmentVariable("SEEDANCE_HOME", Directory.CreateTempSubdirectory("seedance-home-").FullName);
}
