using System.Reflection;

namespace Seedance.Pwsh;

/// <summary>Where the packages and the build put what tests start.</summary>
public static class PwshPackage
{
    /// <summary>The PowerShell of the package PowerShell, to start with <c>dotnet</c>. Unlike a released one it is not compiled ahead of time.</summary>
    public static string Program => Find("PwshPath");

    /// <summary>The same PowerShell, compiled ahead of time as a released one is: it starts sooner.</summary>
    public static string CompiledProgram => Find("CompiledPwshPath");

    /// <summary>The manifest of the package Pester.</summary>
    public static string Pester => Find("PesterPath");

    /// <summary>The folder that holds the staged module, for PSModulePath.</summary>
    public static string Modules => Find("ModulePath");

    private static string Find(string name)
    {
        var path = typeof(PwshPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
        return Path.Exists(path) ? Path.GetFullPath(path) : throw new FileNotFoundException($"There is no {path}. Run: dotnet build");
    }
}
