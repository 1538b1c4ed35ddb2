#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace Seedance.Media;

/// <summary>Takes what lies in the folder from there, and shares everything else, this assembly and the runtime, with the rest of the process.</summary>
internal sealed class MediaProbeLoadContext(string folder) : AssemblyLoadContext("Seedance.MediaProbe")
{
    protected override Assembly? Load(AssemblyName name)
    {
        var path = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#endif
