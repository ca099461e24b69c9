using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Goldthread.Testing;

/// <summary>
/// What the framework reads off all pages as it starts: the same for each host, and, read by each, a fifth of the processor time of all tests of pages. The
/// first host reads it; each has descriptors of its own, since the framework keeps in them what it made with a host's services.
/// </summary>
sealed class PagesReadOnce(IActionDescriptorCollectionProvider read) : IActionDescriptorCollectionProvider
{
    static readonly Lock Reading = new();
    static IActionDescriptorCollectionProvider? first;

    public ActionDescriptorCollection ActionDescriptors { get; } = new([.. read.ActionDescriptors.Items.Select(Copy)], 0);

    /// <summary>Puts it in the place of the framework's own.</summary>
    public static void Share(IServiceCollection services)
    {
        var own = services.Last(s => s.ServiceType == typeof(IActionDescriptorCollectionProvider)).ImplementationType!;
        services.AddSingleton<IActionDescriptorCollectionProvider>(provider =>
        {
            lock (Reading)
                first ??= (IActionDescriptorCollectionProvider)ActivatorUtilities.CreateInstance(provider, own);
            return new PagesReadOnce(first);
        });
    }

    static ActionDescriptor Copy(ActionDescriptor action) =>
        action is CompiledPageActionDescriptor page
            ? new CompiledPageActionDescriptor(page)
            {
                ActionConstraints = page.ActionConstraints,
                AttributeRouteInfo = page.AttributeRouteInfo,
                BoundProperties = page.BoundProperties,
                DeclaredModelTypeInfo = page.DeclaredModelTypeInfo,
                DisplayName = page.DisplayName,
                EndpointMetadata = page.EndpointMetadata,
                FilterDescriptors = page.FilterDescriptors,
                HandlerMethods = page.HandlerMethods,
                HandlerTypeInfo = page.HandlerTypeInfo,
                ModelTypeInfo = page.ModelTypeInfo,
                PageTypeInfo = page.PageTypeInfo,
                Parameters = page.Parameters,
                Properties = page.Properties,
                RouteValues = page.RouteValues,
            }
            : throw new InvalidOperationException($"{action.DisplayName} is no page.");
}
