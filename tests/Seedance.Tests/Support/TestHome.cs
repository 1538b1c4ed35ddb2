using System.Runtime.CompilerServices;

namespace Seedance.Tests;

/// <summary>Tests use a data folder of their own and not the user's.</summary>
internal static class TestHome
{
    [ModuleInitializer]
    internal static void Use() =>
        Environment.SetEnvironmentVariable("SEEDANCE_HOME", Directory.CreateTempSubdirectory("seedance-home-").FullName);
}
