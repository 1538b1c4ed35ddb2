#if !NET
using System.Management.Automation;
using System.Reflection;

namespace Seedance.PowerShell;

/// <summary>System.Text.Json refers to a newer System.ValueTuple than .NET Framework has, and powershell.exe has no binding redirect for it.</summary>
public sealed class DesktopAssemblies : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    // The types are part of the framework since 4.7.
    private static Assembly? Resolve(object sender, ResolveEventArgs request) =>
        request.RequestingAssembly?.GetName().Name == "System.Text.Json" && new AssemblyName(request.Name).Name == "System.ValueTuple"
            ? typeof(ValueTuple).Assembly
            : null;
}
#endif
